"""The numbers of the reports: queries over the clocks and the ratings that return dataclasses.

`definitions` says in words what each number counts, `period` which days, `waits` how long customers waited,
`ratings` what they thought of it, `promises` how we kept our word, `endings` how tickets ended, `newest` pages
through the rows behind, `exports` writes tables as CSV. No number is kept anywhere: each is counted from its
rows when it is asked for, and each can be opened down to those rows.
"""
