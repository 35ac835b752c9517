"""What all of Stanza's trainers have in common, for the training loop (`fitting.Task`)."""

from pathlib import Path

import torch


class Network:
    """A trainer of Stanza's; what is below adds the data, the batches and the score."""

    trainer: object

    def update(self, batch) -> float:
        """Learn from a batch and give the loss."""
        loss = self.trainer.update(batch)
        return float(loss[0] if isinstance(loss, tuple) else loss)  # the parser also tells where the loss came from

    def settle(self) -> None:
        """Learn from the set alone that is annotated like the test set; most networks have only one."""

    def save(self, file: Path) -> None:
        """Write the model as Stanza loads it."""
        self.trainer.save(str(file))

    def optimizers(self) -> list[torch.optim.Optimizer]:
        """All of them, always in the same order: some trainers have one, others a table of them."""
        if hasattr(self.trainer, "optimizers"):
            return list(self.trainer.optimizers.values())
        found = self.trainer.optimizer
        return list(found.values()) if isinstance(found, dict) else [found]

    def model(self) -> torch.nn.Module:
        """The network that is trained."""
        return self.trainer.model
