"""The page engine: text, blocks, tables and tagged pages over ReportLab. Knows nothing of promises.

Measures are points, counted from the page's upper left corner; ReportLab counts from below, and
only the pen knows that.
"""
