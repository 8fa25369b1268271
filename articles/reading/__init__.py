"""Reading figures (阅读量): how often each story is looked at, a day, counted by the server itself and by nobody else.

`readers` tells readers from machines and is pure; `counting` counts in each process and adds up in the database; `figures` is
what the desk asks."""
