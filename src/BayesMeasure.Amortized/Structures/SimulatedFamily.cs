using BayesMeasure.Inference;
using BayesMeasure.Measurements;
using BayesMeasure.Numerics.Random;

namespace BayesMeasure.Amortized.Structures;

/// <summary>A family of which nothing is known but a simulator.</summary>
internal sealed record SimulatedFamily : StructureFamily
{
    private readonly Func<Structure, Measurement, RandomStream, double[]> simulate;

    public SimulatedFamily(
        CurveDesign design, IReadOnlyList<StructurePart> parts, Func<Structure, Measurement, RandomStream, double[]> simulate)
        : base(design, parts)
    {
        ArgumentNullException.ThrowIfNull(simulate);
        this.simulate = simulate;
    }

    public override StructureEvidence EvidenceOf(Measurement curve, IInference? inference = null) =>
        throw new NotSupportedException(
            $"The simulator of \"{Name}\" tells no evidence: make the family of models, priors and noise.");

    private protected override (Measurement Curve, double[] Parameters) SimulateAt(
        Measurement points, Structure structure, RandomStream random)
    {
        double[] values;
        try
        {
            values = simulate(structure, points, random);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw new InvalidOperationException(
                $"The simulator of \"{Name}\" threw {fault.GetType().Name} for \"{NameOf(structure)}\": {fault.Message}", fault);
        }

        return values?.Length == points.Count && values.All(double.IsFinite)
            ? (points.WithValues(values), [])
            : throw new InvalidOperationException(
                $"The simulator of \"{Name}\" gave for \"{NameOf(structure)}\" "
                + (values?.Length == points.Count ? "a value that is no number." : $"other than {points.Count} values."));
    }
}
