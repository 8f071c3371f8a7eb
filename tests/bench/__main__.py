"""`make bench`: the intake of mail."""

from tests.bench.intake import main

main()
