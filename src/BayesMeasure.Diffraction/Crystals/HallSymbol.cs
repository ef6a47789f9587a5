using System.Globalization;
using System.Text.RegularExpressions;

namespace BayesMeasure.Diffraction.Crystals;

/// <summary>
/// Hall's symbols, which spell generators of a space group: lattice, then rotations with their axes and translations, then a
/// shift of the origin in twelfths. Hall, Acta Cryst. A37 (1981) 517; International Tables B, A1.4.2.
/// </summary>
internal static partial class HallSymbol
{
    private const int Twelfth = SymmetryOperation.Parts / 12;
    private const int Half = SymmetryOperation.Parts / 2;
    private const int Third = SymmetryOperation.Parts / 3;
    private const int Quarter = SymmetryOperation.Parts / 4;

    private static readonly Dictionary<char, int[][]> Lattices = new()
    {
        ['P'] = [],
        ['A'] = [[0, Half, Half]],
        ['B'] = [[Half, 0, Half]],
        ['C'] = [[Half, Half, 0]],
        ['I'] = [[Half, Half, Half]],
        ['F'] = [[0, Half, Half], [Half, 0, Half]],
        ['R'] = [[2 * Third, Third, Third]],
        ['S'] = [[Third, Third, 2 * Third]],
        ['T'] = [[Third, 2 * Third, Third]],
        ['H'] = [[2 * Third, Third, 0]],
    };

    private static readonly Dictionary<char, int[]> Translations = new()
    {
        ['a'] = [Half, 0, 0],
        ['b'] = [0, Half, 0],
        ['c'] = [0, 0, Half],
        ['n'] = [Half, Half, Half],
        ['u'] = [Quarter, 0, 0],
        ['v'] = [0, Quarter, 0],
        ['w'] = [0, 0, Quarter],
        ['d'] = [Quarter, Quarter, Quarter],
    };

    // Rotations about c, and about the diagonals; those about a and b follow by turning the axes.
    private static readonly Dictionary<string, int[]> Rotations = new()
    {
        ["1z"] = [1, 0, 0, 0, 1, 0, 0, 0, 1],
        ["2z"] = [-1, 0, 0, 0, -1, 0, 0, 0, 1],
        ["3z"] = [0, -1, 0, 1, -1, 0, 0, 0, 1],
        ["4z"] = [0, -1, 0, 1, 0, 0, 0, 0, 1],
        ["6z"] = [1, -1, 0, 1, 0, 0, 0, 0, 1],
        ["2'"] = [0, -1, 0, -1, 0, 0, 0, 0, -1],
        ["2\""] = [0, 1, 0, 1, 0, 0, 0, 0, -1],
        ["3*"] = [0, 0, 1, 1, 0, 0, 0, 1, 0],
    };

    /// <summary>The group of a symbol; null where it is no symbol of Hall.</summary>
    public static SymmetryGroup? Parse(string symbol)
    {
        Match match = Symbol().Match(symbol.Replace('_', ' ').Trim());
        if (!match.Success)
        {
            return null;
        }

        List<SymmetryOperation> generators =
        [
            .. Lattices[match.Groups["lattice"].Value[0]]
                .Select(centring => new SymmetryOperation([1, 0, 0, 0, 1, 0, 0, 0, 1], [.. centring])),
        ];
        if (match.Groups["inversion"].Length > 0)
        {
            generators.Add(new([-1, 0, 0, 0, -1, 0, 0, 0, -1], [0, 0, 0]));
        }

        (int Order, char Axis) previous = (0, 'z');
        foreach (Capture capture in match.Groups["rotation"].Captures)
        {
            if (Read(capture.Value, ref previous) is not SymmetryOperation generator)
            {
                return null;
            }

            generators.Add(generator);
        }

        IEnumerable<string> twelfths = match.Groups["shift"].Captures.Select(capture => capture.Value);
        int[] shift = [.. twelfths.Select(count => Twelfth * int.Parse(count, CultureInfo.InvariantCulture))];
        return SymmetryGroup.Of(shift.Length == 0 ? generators : [.. generators.Select(generator => Shifted(generator, shift))]);
    }

    [GeneratedRegex(
        @"^(?<inversion>-?)(?<lattice>[PABCIFRSTH])(\s+(?<rotation>-?[12346][xyz'""=*]?[abcnuvwd12345]*))+"
            + @"(\s*\(\s*((?<shift>-?\d{1,2})\s*){3}\))?$")]
    private static partial Regex Symbol();

    private static SymmetryOperation? Read(string text, ref (int Order, char Axis) previous)
    {
        bool isImproper = text[0] == '-';
        string rest = isImproper ? text[1..] : text;
        int order = rest[0] - '0';
        bool namesAxis = rest.Length > 1 && "xyz'\"=*".Contains(rest[1], StringComparison.Ordinal);
        char axis = namesAxis ? rest[1] : UsualAxis(order, previous);
        (char around, char named) = axis is 'x' or 'y' or 'z' ? (axis, 'z') : (previous.Axis, axis == '=' ? '"' : axis);
        if (!Rotations.TryGetValue($"{order}{named}", out int[]? rotation))
        {
            return null;
        }

        int[] turned = [.. Turned(rotation, named == '*' ? 'z' : around).Select(entry => isImproper ? -entry : entry)];
        int[] translation = new int[3];
        foreach (char letter in rest.AsSpan(namesAxis ? 2 : 1))
        {
            Add(translation, letter, order, axis);
        }

        previous = (order, axis is 'x' or 'y' or 'z' ? axis : previous.Axis);
        return new(turned, translation);
    }

    /// <summary>
    /// The first rotation is about c; a second of order 2 lies across the first; a third of order 3 is about a diagonal.
    /// </summary>
    private static char UsualAxis(int order, (int Order, char Axis) previous) => (order, previous.Order) switch
    {
        (2, 2 or 4) => 'x',
        (2, 3 or 6) => '\'',
        (3, not 0) => '*',
        _ => 'z',
    };

    private static void Add(int[] translation, char letter, int order, char axis)
    {
        if (Translations.TryGetValue(letter, out int[]? moved))
        {
            for (int i = 0; i < 3; i++)
            {
                translation[i] += moved[i];
            }
        }
        else if (axis is 'x' or 'y' or 'z')
        {
            translation[axis - 'x'] += (letter - '0') * SymmetryOperation.Parts / order;
        }
    }

    /// <summary>A rotation about c as one about another axis: entry (i, j) becomes that of the axes in turn.</summary>
    private static int[] Turned(int[] rotation, char axis)
    {
        int turn = axis - 'z' + 3;
        int[] turned = new int[9];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                turned[3 * ((i + turn) % 3) + (j + turn) % 3] = rotation[3 * i + j];
            }
        }

        return turned;
    }

    /// <summary>The operation seen from a moved origin: t + v - R v.</summary>
    private static SymmetryOperation Shifted(SymmetryOperation operation, int[] shift)
    {
        int[] translation = operation.Translation.ToArray();
        for (int i = 0; i < 3; i++)
        {
            translation[i] += shift[i];
            for (int j = 0; j < 3; j++)
            {
                translation[i] -= operation.Rotation[3 * i + j] * shift[j];
            }
        }

        return new(operation.Rotation.ToArray(), translation);
    }
}
