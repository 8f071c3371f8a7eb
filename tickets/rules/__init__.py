"""Pure rules: values in, values out. No Django, no database and no clock, so each can be read, tested
and trusted alone.

Working time, the references by which mail finds its ticket, and the words in which a moment, a duration
or a subject is said to a person. Whoever needs the present moment passes it in as `now`.
"""
