namespace BayesMeasure.Tests.Architecture;

/// <summary>How code is written, beyond what the analyzers hold: names and braces are theirs, by .editorconfig.</summary>
public class HabitTests
{
    private const int MostColumns = 130;

    // Where no type stands before the name of a method, it is one of ours, declared or called.
    private const string OtherVerb = @"(?<![.\w])((?:Refuse|Validate|ThrowIf|Ensure|Guard|Verify)(?:[A-Z]\w*)?)\(";

    [Fact]
    public void No_line_is_wider_than_the_page() => Rule.BrokenByNone(
        from file in SourceTree.Everywhere
        from line in file.Lines.Index()
        where line.Item.Length > MostColumns
        select $"{file}({line.Index + 1}): {line.Item.Length} columns");

    [Fact]
    public void What_throws_when_an_argument_is_wrong_requires_it_to_be_right() => Rule.BrokenByNone(
        from file in SourceTree.Files
        from method in file.Find(OtherVerb)
        select $"{file}: {method} is no Require...");
}
