"""`python -m tests.crash.soak --seconds 120 --seed 7`: load and random SIGKILL, then quiet, then counting.

PostgreSQL (durable), Valkey, Dovecot, an SMTP sink, web, worker, beat and watcher run as processes. The seed
decides which part is killed when, so a run that failed can be had again. Ends with 1 when a promise was broken.
`--storm restarts` ends programs as a new release does; `--storm outage` takes the database away.
"""

from __future__ import annotations

import argparse
import random
import sys

from tests.crash.soak import house as houses
from tests.crash.soak.house import House

STORMS = ("kills", "restarts", "outage", "every")


def main() -> int:
    options = _options()
    print(f"{options.storm}, seed {options.seed}, {options.seconds} seconds", flush=True)
    with houses.opened() as house:
        import django

        django.setup()
        return _run(house, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.crash.soak", description=__doc__)
    parser.add_argument("--seconds", type=int, default=120, help="of load (default: 120)")
    parser.add_argument("--storm", choices=STORMS, default=STORMS[0])
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    parser.add_argument("--rate", type=float, default=3, help="mails a second (default: 3)")
    return parser.parse_args()


def _run(house: House, options: argparse.Namespace) -> int:
    from tests.crash.soak import quiet, stage, storms, summary
    from tests.crash.soak.customers import Letterbox
    from tests.crash.soak.load import AGENTS, Load

    stage.build(house.imap_port, AGENTS)
    house.start_programs()
    letterbox = Letterbox(house.imap_port)
    load = Load.on(house, letterbox, seed=options.seed, rate=options.rate)
    load.begin()
    storm = getattr(storms, options.storm)
    killed = storm(house, load.memory, options.seconds, options.seed)
    load.end()
    killed.update(house.end_programs() if options.storm == "restarts" else house.kill_programs())
    quiet.end_leases()
    house.start_programs()
    left = quiet.settle(letterbox)
    house.end_programs()
    code = summary.write(load.memory, killed, left)
    if code:
        print(house.log("worker")[-4000:])
    return code


if __name__ == "__main__":
    sys.exit(main())
