using BayesMeasure.Criticism;
using BayesMeasure.Inference;
using BayesMeasure.Problems.Criticism;
using Xunit.Abstractions;

namespace BayesMeasure.Proofs.Criticism;

/// <summary>How often a right model is criticised: of a thousand simulated curves of five kinds, one in a hundred.</summary>
[Trait("suite", "proofs")]
public class FalseAlarmTests(ITestOutputHelper output)
{
    private const int Curves = 1000;
    private const double MostAlarms = 0.01;

    private static readonly ProofTable Table = new(
        "False alarms on right models (Laplace draws)", "kind", "curves", "objections", "warnings", "CPU ms");

    [Fact]
    public void Right_models_are_left_alone()
    {
        int alarms = 0;
        foreach ((string kind, var create) in RightCurves.Kinds)
        {
            int each = ProofScale.Seeds(Curves) / RightCurves.Kinds.Count;
            int objections = 0;
            int warnings = 0;
            TimeSpan spent = TimeSpan.Zero;
            for (int i = 0; i < each; i++)
            {
                Result result = new LaplaceInference { Seed = (ulong)i }.Run(create((ulong)i));
                TimeSpan before = Environment.CpuUsage.TotalTime;
                ModelCriticism criticism = result.Criticism;
                spent += Environment.CpuUsage.TotalTime - before;
                objections += criticism.IsSound ? 0 : 1;
                warnings += criticism.IsSound && criticism.Findings.Count > 0 ? 1 : 0;
                foreach (CriticismFinding finding in criticism.Findings)
                {
                    output.WriteLine($"{kind}, {i}: {finding}");
                }
            }

            string milliseconds = ProofTable.Number(spent.TotalMilliseconds / each, 1);
            Table.Add(output, kind, $"{each}", $"{objections}", $"{warnings}", milliseconds);
            alarms += objections + warnings;
        }

        Assert.InRange(alarms, 0, MostAlarms * ProofScale.Seeds(Curves));
    }
}
