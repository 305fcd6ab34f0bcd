"""What is prepared before anybody writes: the library, snippets, saved answers, a welcome. Transactions, mostly."""
