"""Who gets in: logins and their passwords, the second step, where somebody is logged in, and what slows guessers down.

`throttle` counts wrong tries, `door` is the login itself, `twostep` the second step, `sessions` where people are logged in,
`devices` what browser that is, `passwords` which passwords will do; `views` and `urls` are the pages about all of it.
"""
