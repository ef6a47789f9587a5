using BayesMeasure.Numerics.Random;

namespace BayesMeasure.References;

/// <summary>
/// A mixture of multivariate Student t distributions of <see cref="DegreesOfFreedom"/> degrees of freedom: a density whose
/// tails are heavier than those of most posteriors, with exact draws. It never changes.
/// </summary>
internal sealed class StudentMixture
{
    /// <summary>
    /// nu: tails heavy enough to bound the weights of draws, and light enough to lose few of them, in up to thirty dimensions.
    /// </summary>
    public const double DegreesOfFreedom = 8;

    /// <summary>
    /// The square of the scale with which a tenth of the draws lies as far out as of a unit normal, on either side.
    /// </summary>
    public const double SquaredUnit = 0.84;

    private readonly StudentComponent[] components;

    /// <param name="components">At least one, with weights that sum to 1.</param>
    public StudentMixture(StudentComponent[] components) => this.components = components;

    /// <summary>The one distribution of no coordinates.</summary>
    public static StudentMixture OfNothing { get; } = Of([1], dimension: 0);

    /// <summary>Its components.</summary>
    public IReadOnlyList<StudentComponent> Components => components;

    /// <summary>The number of components.</summary>
    public int Count => components.Length;

    /// <summary>All numbers of the mixture.</summary>
    public double[] Numbers => [.. components.SelectMany(component => component.Numbers)];

    /// <summary>A mixture from its numbers.</summary>
    public static StudentMixture Of(ReadOnlySpan<double> numbers, int dimension)
    {
        int length = StudentComponent.LengthOf(dimension);
        var components = new StudentComponent[numbers.Length / length];
        for (int j = 0; j < components.Length; j++)
        {
            components[j] = StudentComponent.Of(numbers.Slice(j * length, length), dimension);
        }

        return new(components);
    }

    /// <summary>ln q(x), normalised.</summary>
    public double LogDensity(ReadOnlySpan<double> point)
    {
        Span<double> terms = stackalloc double[components.Length];
        double greatest = double.NegativeInfinity;
        for (int j = 0; j < components.Length; j++)
        {
            terms[j] = components[j].LogDensity(components[j].SquaredDistance(point));
            greatest = Math.Max(greatest, terms[j]);
        }

        double sum = 0;
        foreach (double term in terms)
        {
            sum += Math.Exp(term - greatest);
        }

        return greatest + Math.Log(sum);
    }

    /// <summary>An exact, independent draw.</summary>
    public void Draw(RandomStream random, Span<double> point)
    {
        double left = random.NextUniform();
        int j = 0;
        while (j < components.Length - 1 && (left -= components[j].Weight) >= 0)
        {
            j++;
        }

        components[j].Draw(random, point);
    }
}
