#:property PublishAot=false
// Prints how many doubles a vector of this machine holds, as LaneWidth.Widest says: sums are rounded otherwise with another number.
using System.Runtime.Intrinsics;

Console.WriteLine(Vector512.IsHardwareAccelerated ? 8 : Vector256.IsHardwareAccelerated ? 4 : 2);
