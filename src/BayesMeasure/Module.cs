using System.Runtime.CompilerServices;

// Buffers on the stack are written before they are read; clearing them first would cost as much as the short loops that use them.
[module: SkipLocalsInit]
