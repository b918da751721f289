"""Numbers: statistics of the network and reports that are frozen.

Anonymous contacts and registered people are two counts and are never added. What may be published hides cells under five
and those from which they could be worked out.
"""
