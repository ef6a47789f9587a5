namespace BayesMeasure.Tests.Architecture;

/// <summary>What there is to read and to learn stays little.</summary>
public class SizeTests
{
    private const int LinesOfFragment = 15;
    private const int MostFragments = 9;

    // 213 when the rooms were laid out anew; since then a density fitted to the posterior, components that move, noise that knows
    // of neighbours and a smooth background have come.
    private const int MostPublicTypes = 225;

    // A room that a new question of the users needs has an allowance of its own, so that none grows at the cost of another.
    private static readonly (string Namespace, int Most)[] NewRooms =
    [
        ("BayesMeasure.Optimization", 24), ("BayesMeasure.Criticism", 5), ("BayesMeasure.Formats", 11),
        ("BayesMeasure.Diffraction", 31), ("BayesMeasure.Linear.Sparse", 6), ("BayesMeasure.Variational", 10),
        ("BayesMeasure.Amortized", 30), ("BayesMeasure.Batch", 7),
    ];

    /// <summary>A few lines stand with the type that speaks them, so that nobody opens five files to read one class.</summary>
    [Fact]
    public void Few_files_are_fragments() =>
        RequireFew(MostFragments, SourceTree.Files.Where(file => file.Lines.Length < LinesOfFragment));

    [Fact]
    public void The_packages_have_few_public_types() =>
        RequireFew(MostPublicTypes, Libraries.PublicTypes.Where(type => NewRooms.All(room => !IsIn(type, room.Namespace))));

    [Fact]
    public void New_rooms_have_few_public_types() =>
        Assert.All(NewRooms, room => RequireFew(room.Most, Libraries.PublicTypes.Where(type => IsIn(type, room.Namespace))));

    private static bool IsIn(Type type, string room) => $"{type.Namespace}.".StartsWith($"{room}.", StringComparison.Ordinal);

    private static void RequireFew<T>(int most, IEnumerable<T> all)
    {
        string[] names = [.. all.Select(one => $"{one}").Order(StringComparer.Ordinal)];
        Assert.True(
            names.Length <= most,
            $"{names.Length} are more than {most}:{Environment.NewLine}{string.Join(Environment.NewLine, names)}");
    }
}
