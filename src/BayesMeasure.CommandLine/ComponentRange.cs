using System.Globalization;

namespace BayesMeasure.CommandLine;

/// <summary>The numbers of components that are compared.</summary>
/// <param name="Fewest">The smallest number; 0 is background and noise alone.</param>
/// <param name="Most">The largest number.</param>
public sealed record ComponentRange(int Fewest, int Most)
{
    /// <summary>More components than this are a slip of the keyboard.</summary>
    public const int Limit = 100;

    /// <summary>A number of components, or a range such as 1..6; null for anything else.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fewest">The smallest number that there can be.</param>
    public static ComponentRange? Parse(string text, int fewest)
    {
        int?[] numbers = [.. text.Split("..").Select(part =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : (int?)null)];
        return numbers.Length <= 2 && numbers.All(number => number >= fewest && number <= Limit) && numbers[0] <= numbers[^1]
            ? new(numbers[0]!.Value, numbers[^1]!.Value)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Fewest == Most ? $"{Fewest}" : $"{Fewest}..{Most}";
}
