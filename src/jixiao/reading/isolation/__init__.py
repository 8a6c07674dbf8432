"""Work that compiled code does: in child processes with limits on time and memory.

A document that crashes such code, or makes it take all memory or time, ends a child and not us.
`children` is the side of the parent, `serve` that of the child; services do the work in it.
"""
