"""The ledger (发稿统计): what each person's stories and photos come to, month by month, from the public record.

`sharing` and `works` are pure: parts of a whole, and what counts of a story. `weighing` says what a work gets and who gets
it; `facts` what is known of stories, `rulebook` by which rules, `people` who is the same person. `months` puts a month
together, `closing` closes one, `totals` adds lines up and `charts` draws them."""
