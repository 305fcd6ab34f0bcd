"""Has everything imported, and forks a bot for each line it reads: a birth takes a moment, so many can die.

Each line is the orders as JSON, with `point` for where to die by itself; the bot answers with its process
id, and again when it is at work.
"""

import asyncio
import json
import os
import signal
import sys

from storage import crashpoints
from tests.chaos import child


def main() -> None:
    # The kernel buries them: nobody asks how they died.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    for line in sys.stdin:
        orders = json.loads(line)
        born = os.fork()
        if born == 0:
            print(os.getpid(), flush=True)
            crashpoints.arm(orders["point"])
            asyncio.run(child.main(orders))
            os._exit(0)


if __name__ == "__main__":
    main()
