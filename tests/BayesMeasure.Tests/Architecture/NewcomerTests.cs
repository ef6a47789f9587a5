using System.Text.RegularExpressions;
using BayesMeasure.Measurements;

namespace BayesMeasure.Tests.Architecture;

/// <summary>What somebody has to learn who wants to know how many peaks a spectrum has.</summary>
public class NewcomerTests
{
    [Fact]
    public void The_quick_start_names_few_types()
    {
        string readme = File.ReadAllText(Path.Combine(SourceTree.Checkout, "README.md"));
        const string Snippet = "<!-- snippet: [^>]* quick-start -->\\s*```csharp(.*?)```";
        string quickStart = Regex.Match(readme, Snippet, RegexOptions.Singleline).Groups[1].Value;
        HashSet<string> types = [.. typeof(Measurement).Assembly.GetExportedTypes().Select(type => type.Name)];
        IEnumerable<string> named = Regex.Matches(quickStart, @"(?<![.\w""])[A-Z]\w*(?!\w*\s*\()").Select(match => match.Value)
            .Where(types.Contains).Distinct().Order();
        Assert.Equal(["GaussianNoise", "GaussianPeak", "Measurement", "ModelComparison", "ModelFamily", "Prior"], named);
    }
}
