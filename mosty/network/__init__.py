"""The face for those who lead the network: all centres side by side, exports, reports that are frozen.

No tables, and no personal data: numbers only.
"""
