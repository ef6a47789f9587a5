#:property PublishAot=false
// Prints how many doubles a vector of this machine holds, as LaneWidth.Widest says: with another number, sums are rounded
// otherwise.
using System.Runtime.Intrinsics;

Console.WriteLine(Vector512.IsHardwareAccelerated ? 8 : Vector256.IsHardwareAccelerated ? 4 : 2);
