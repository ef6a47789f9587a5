namespace BayesMeasure.Tests.Architecture;

/// <summary>What holds for every source file of the libraries.</summary>
public class SourceRuleTests
{
    private const int MostLines = 300;
    private const int MostLinesOfCompanion = 20;

    // Attributes of the module belong to no type.
    private static IEnumerable<SourceFile> FilesWithTypes => SourceTree.Files.Where(file => file.TypeName != "Module");

    public static TheoryData<string, string> Forbidden => new()
    {
        { @"#region", "a file that needs regions is too long" },
        { @"\bunsafe\b", "memory safety is not for sale" },
        { @"\bThread\.Sleep\b", "nothing waits by the clock" },
        { @"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b", "a result does not depend on the date" },
        { @"\bRandom\.Shared\b", "random numbers are counter-based and have a seed" },
        { @"\bnew Random\(", "random numbers are counter-based and have a seed" },
        { @"\bConsole\.", "a library does not print" },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void No_file_contains(string pattern, string reason) =>
        Assert.True(!SourceTree.Files.Any(Has(pattern)), $"{reason}: {string.Join(", ", SourceTree.Files.Where(Has(pattern)))}");

    [Fact]
    public void Files_are_found() => Assert.True(SourceTree.Files.Count > 100);

    [Fact]
    public void A_namespace_is_the_folder() =>
        Assert.All(FilesWithTypes, file => Assert.Equal([file.Namespace], file.Find(@"^namespace ([\w.]+);")));

    [Fact]
    public void A_file_holds_the_type_that_it_is_named_after() =>
        Assert.All(FilesWithTypes, file => Assert.Contains(file.TypeName, file.Types.Select(type => type.Name)));

    /// <summary>One concept a file: a small record, enum or delegate lives with the type that speaks it.</summary>
    [Fact]
    public void What_lives_beside_the_type_of_a_file_is_small() => Rule.BrokenByNone(
        from file in FilesWithTypes
        from type in file.Types
        where type.Name != file.TypeName && type.Lines > MostLinesOfCompanion
        select $"{file}: {type.Name} takes {type.Lines} lines");

    [Fact]
    public void No_file_is_long() => Rule.BrokenByNone(SourceTree.Files.Where(file => file.Lines.Length > MostLines));

    [Fact]
    public void Vector_instructions_are_called_in_the_numerics_alone()
    {
        IEnumerable<SourceFile> others = SourceTree.Files.Where(file => file.Segments is not [_, "Numerics", ..]);

        // A tile holds the inner loop over all samples and rungs, and adds up in vectors.
        Assert.Equal(
            ["BayesMeasure/FreeEnergy/MultistateTile.cs"],
            others.Where(Has(@"\bSystem\.Runtime\.Intrinsics\b")).Select(file => file.ToString()));
    }

    /// <summary>A target names the curves that it explains, so nobody else need ask what kind of a target it is.</summary>
    [Fact]
    public void What_kind_of_a_target_it_is_is_asked_among_the_posteriors_alone()
    {
        const string Kind = @"(?:Joint)?Posterior\b";
        const string Pattern = $@"\b(?:is|as|case|or|and)\s+(?:not\s+)?{Kind}(?!\.)|:\s*{Kind}\s*\{{|^\s*{Kind}[^;(=]*=>";
        const string Cast = $@"\({Kind}\)\w|OfType<{Kind}";
        IEnumerable<SourceFile> others = SourceTree.Files.Where(file => file.Namespace != "BayesMeasure.Posteriors");
        Rule.BrokenByNone(others.Where(Has($"{Pattern}|{Cast}")));
    }

    private static Func<SourceFile, bool> Has(string pattern) => file => file.Find(pattern).Any();
}
