"""Work done beside: the result, the exception, and what happens when the child is lost."""

import os
import signal
import threading

import pytest

from newsnb.meanwhile import can_fork, meanwhile


@pytest.mark.parametrize("fork", [True, False])
def test_the_result_comes_when_it_is_asked_for(fork):
    with meanwhile(lambda: sum(range(10)), fork=fork) as result:
        assert result() == 45


@pytest.mark.parametrize("fork", [True, False])
def test_an_exception_of_the_work_is_raised(fork):
    def work():
        raise KeyError("no such actor")

    with pytest.raises(KeyError, match="no such actor"), meanwhile(work, fork=fork) as result:
        result()


def test_no_copy_is_made_while_another_thread_runs():
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    with meanwhile(os.getpid) as result:
        assert result() == os.getpid()
    end.set()
    thread.join()


def test_the_work_is_done_in_another_process():
    if not can_fork():
        pytest.skip("no second processor, another system than Linux, or threads that other tests have left")
    with meanwhile(os.getpid) as result:
        assert result() != os.getpid()


def test_work_of_a_child_that_is_killed_is_done_here():
    here = os.getpid()

    def work():
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "done"

    with meanwhile(work) as result:
        assert result() == "done"


def test_a_failure_here_does_not_wait_for_the_child():
    def work():
        signal.pause()

    with pytest.raises(RuntimeError, match="here"), meanwhile(work, fork=can_fork()):
        raise RuntimeError("here")
