using System.Buffers.Binary;
using System.Text;

namespace BayesMeasure.Amortized.Native;

/// <summary>
/// Which versions of symbols a 64-bit ELF file needs of others: its sections .dynsym, .dynstr, .gnu.version and .gnu.version_r,
/// after the System V application binary interface and the Linux Standard Base.
/// </summary>
internal sealed class VersionNeeds
{
    private const uint DynamicSymbols = 11;
    private const uint SymbolVersions = 0x6FFFFFFF;
    private const uint NeededVersions = 0x6FFFFFFE;
    private const int SymbolSize = 24;
    private const byte Weak = 2;

    private readonly byte[] file;
    private readonly Dictionary<string, int> versions = [];
    private int symbols;
    private int symbolCount;
    private int strings;
    private int symbolVersions;

    /// <summary>Finds the sections.</summary>
    /// <param name="file">The bytes of the file, which renaming changes.</param>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public VersionNeeds(byte[] file)
    {
        this.file = file;
        try
        {
            ReadVersions(ReadSections());
        }
        catch (Exception fault) when (fault is ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The library is no complete ELF file of 64 bits", fault);
        }
    }

    /// <summary>
    /// Lets the one symbol that is needed in a version be another one of an older version, and has the missing version be no
    /// error. Nothing is done where the file does not need it.
    /// </summary>
    /// <exception cref="InvalidDataException">Other symbols are needed in that version as well.</exception>
    public void Rename(SymbolReference reference)
    {
        if (!versions.TryGetValue(reference.Version, out int from) || !versions.TryGetValue(reference.NewVersion, out int to))
        {
            return;
        }

        int[] users = [.. Enumerable.Range(0, symbolCount).Where(symbol => VersionOf(symbol) == IndexOf(from))];
        if (users.Length != 1 || NameOf(users[0]) != reference.Symbol)
        {
            throw new InvalidDataException(
                $"The library is not of the version that is known: it takes {string.Join(", ", users.Select(NameOf))} of "
                + reference.Version);
        }

        Rename(users[0], reference.NewSymbol, IndexOf(to));
        file[from + 4] |= Weak;
    }

    private int ReadSections()
    {
        int needs = 0;
        int headers = Int64(0x28);
        for (int section = 0; section < UInt16(0x3C); section++)
        {
            int header = headers + section * UInt16(0x3A);
            int offset = Int64(header + 0x18);
            switch ((uint)Int32(header + 4))
            {
                case DynamicSymbols:
                    symbols = offset;
                    symbolCount = Int64(header + 0x20) / SymbolSize;
                    strings = Int64(headers + Int32(header + 0x28) * UInt16(0x3A) + 0x18);
                    break;
                case SymbolVersions:
                    symbolVersions = offset;
                    break;
                case NeededVersions:
                    needs = offset;
                    break;
            }
        }

        return needs;
    }

    private void ReadVersions(int needs)
    {
        for (int need = needs, next = -1; next != 0; need += next)
        {
            next = Int32(need + 12);
            int entry = need + Int32(need + 8);
            for (int i = 0; i < UInt16(need + 2); i++)
            {
                versions.TryAdd(Text(strings + Int32(entry + 8)), entry);
                entry += Int32(entry + 12);
            }
        }
    }

    private int IndexOf(int version) => UInt16(version + 6);

    private int VersionOf(int symbol) => UInt16(symbolVersions + 2 * symbol) & 0x7FFF;

    private string NameOf(int symbol) => Text(strings + Int32(symbols + SymbolSize * symbol));

    // A replacement is never longer than what it replaces.
    private void Rename(int symbol, string name, int version)
    {
        int at = strings + Int32(symbols + SymbolSize * symbol);
        Encoding.ASCII.GetBytes(name).CopyTo(file, at);
        file[at + name.Length] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(symbolVersions + 2 * symbol), (ushort)version);
    }

    private string Text(int at) => Encoding.ASCII.GetString(file, at, Array.IndexOf(file, (byte)0, at) - at);

    private ushort UInt16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at));

    private int Int32(int at) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));

    private int Int64(int at) => checked((int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at)));
}

/// <summary>A symbol of a version that may be missing, and what stands for it.</summary>
/// <param name="Symbol">The symbol that the file needs.</param>
/// <param name="Version">The version in which it needs it.</param>
/// <param name="NewSymbol">What does the same, no longer in letters.</param>
/// <param name="NewVersion">The older version that has it.</param>
internal sealed record SymbolReference(string Symbol, string Version, string NewSymbol, string NewVersion);
