using BayesMeasure.Conformance.Answers;
using Xunit.Sdk;

namespace BayesMeasure.Cpu.Tests;

/// <summary>The suite as a list of checks, for programs that run it without a test runner.</summary>
public class CheckListTests
{
    [Fact]
    public void Every_fact_and_every_case_of_a_theory_is_a_check()
    {
        string[] names = [.. new CpuConformance().Checks().Select(check => check.Name)];
        Assert.Equal(names, names.Distinct());
        Assert.Contains("One chain is enough", names);
        Assert.Equal(KnownAnswers.Names.Count, names.Count(name => name.Contains("are the known", StringComparison.Ordinal)));
        Assert.Contains("Free energy and posterior are the known ones: two centers", names);
    }

    [Fact]
    public void A_check_throws_what_the_fact_throws()
    {
        var broken = new BrokenEngine { Spoil = result => result.FreeEnergy(1) };
        Action check = broken.Checks().Single(check => check.Name.EndsWith(": nothing", StringComparison.Ordinal)).Check;
        Assert.ThrowsAny<XunitException>(check);
    }
}
