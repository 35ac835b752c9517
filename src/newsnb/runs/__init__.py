"""Stage: run. A folder of results that remembers, so that nothing is computed twice and a killed run goes on.

``DIR/.newsnb/pages.sqlite`` holds one row a page (`store`). A row keeps the decoded text and, for each stage, what the
stage gave and the key it was made with (`keys`): a hash of everything that it hangs on. A run

1. *scans* the inputs into the store (`scan`),
2. *reads* the pages whose reading key has changed, and looks for citations between all (`reading`),
3. *finds* statements and codes in the pages whose other keys have changed (`finding`),
4. writes the tables from the rows, whole or, for a large corpus, part by part (`tables`, `large`).

Steps 2 and 3 go through an engine, batch by batch; a batch that is done is in the store and stays there whatever
happens to the run. ``docs/scale.md`` tells why it is built this way.
"""
