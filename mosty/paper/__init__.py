"""The guide on paper: articles, chosen sets and whole guides of towns as PDF, in one or two languages.

We own the wishes for papers and the made files (`PaperJob`), how a paper is put together (`queries`) and how it is printed
(`press`: Typst, in a process of its own). We do not own what stands on it: texts and facts are `guide`'s, centres `directory`'s.
Our words: *wish* (what a reader wants on paper), *sheet* (all that stands on a paper, as plain data), *press* (makes the PDF).
"""
