# The same tasks as `./dev`, for those who use just.

[private]
default:
    @just --list

# check an example report
try *arguments:
    ./dev try {{arguments}}

# run every test
test *arguments:
    ./dev test {{arguments}}

# look for mistakes and untidy formatting (lint --fix mends)
lint *arguments:
    ./dev lint {{arguments}}

# check the types
types:
    ./dev types

# renew the help texts and outputs in docs/
docs:
    ./dev docs

# renew the dossiers under tests/articles
snapshots:
    ./dev snapshots

# rebuild the ledger from the official files
ledger folder:
    ./dev ledger {{folder}}

# how much is right of what is true of the reports under tests/articles
accuracy *arguments:
    ./dev accuracy {{arguments}}

# renew docs/backtest.md: the pledge of Wales followed as of 2019, 2021 and 2023
backtest *arguments:
    ./dev backtest {{arguments}}

# measure start-up and the time for one report
bench *arguments:
    ./dev bench {{arguments}}

# pin every dependency again
requirements:
    ./dev requirements
