using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace BayesMeasure.Batch.Sources;

/// <summary>
/// Hashes of the numbers of measurements, whatever file they came from: a worker compares those of a shard with the plan
/// before it begins, and the whole file need not be read for that.
/// </summary>
internal static class SourceDigest
{
    /// <summary>The hash of measurements: x, y and sigma of each, or why it cannot be read.</summary>
    public static string Of(IReadOnlyList<SourcedMeasurement> measurements)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (SourcedMeasurement one in measurements)
        {
            if (one.Measurement is not { } measurement)
            {
                AppendCount(hash, -1);
                hash.AppendData(Encoding.UTF8.GetBytes(one.Failure ?? ""));
                continue;
            }

            Append(hash, measurement.X);
            Append(hash, measurement.Y);
            Append(hash, measurement.Sigma ?? []);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The hash of hashes.</summary>
    public static string OfHashes(IEnumerable<string> hashes) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(hashes))));

    private static void Append(IncrementalHash hash, ImmutableArray<double> values)
    {
        AppendCount(hash, values.Length);
        hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static void AppendCount(IncrementalHash hash, int count)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, count);
        hash.AppendData(bytes);
    }
}
