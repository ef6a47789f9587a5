using System.Xml.Linq;

namespace BayesMeasure.Tests.Architecture;

/// <summary>`dotnet test` and the proofs together run every test, and none twice.</summary>
public class SuiteTests
{
    private const string Proofs = "suite=proofs";

    [Fact]
    public void The_proofs_are_what_the_default_run_leaves_out()
    {
        Assert.Equal(Proofs.Replace("=", "!=", StringComparison.Ordinal), Filter("default"));
        Assert.Equal(Proofs, Filter("proofs"));
    }

    /// <summary>A trait of another spelling would keep a proof in the default run.</summary>
    [Fact]
    public void A_proof_says_so_in_one_way() => Rule.BrokenByNone(
        from file in SourceTree.Everywhere
        from trait in file.Find(@"\[Trait\((""(?!science"")[^\]]*)\)\]")
        where trait != "\"suite\", \"proofs\""
        select $"{file}: {trait}");

    private static string Filter(string settings) => XDocument
        .Load(Path.Combine(SourceTree.Checkout, "tests", $"{settings}.runsettings"))
        .Descendants("TestCaseFilter")
        .Single()
        .Value;
}
