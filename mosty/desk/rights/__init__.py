"""The data-protection desk: requests about data, questions of authorities, breaches, the record of processing activities."""
