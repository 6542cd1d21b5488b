"""PDF: fragments of text put back together into lines, tables, paragraphs and headings."""
