namespace BayesMeasure.Posteriors;

/// <summary>
/// How the unknowns of a <see cref="Posterior"/> feed its terms and its noise, in numbers alone: what an engine needs that does
/// not move the library's own <see cref="ITargetState"/>, such as one on a GPU. The density of the noise is
/// <see cref="Posterior.NoiseBinding"/>, that of an unknown <see cref="BayesMeasure.Priors.Distribution.Table"/>.
/// </summary>
public sealed record PosteriorTable
{
    internal PosteriorTable(CurveLayout layout)
    {
        int unknowns = layout.Parameters.Count;
        ParameterRow[] RowsOf(ParameterSource[] sources) => [.. sources.Select(source => ParameterRow.Of(source, unknowns))];
        Terms = [.. layout.Terms.Select(RowsOf)];
        Noise = RowsOf(layout.Noise);
        TermsOf = layout.Dependents;
        Links = layout.Links.Length;
    }

    /// <summary>For each term of the model, in its order, where its parameters get their values from, in theirs.</summary>
    public IReadOnlyList<IReadOnlyList<ParameterRow>> Terms { get; }

    /// <summary>
    /// The parameters of the noise, in the order of <see cref="BayesMeasure.Noise.NoiseModel.ParameterNames"/>.
    /// </summary>
    public IReadOnlyList<ParameterRow> Noise { get; }

    /// <summary>For each unknown, the positions of the terms whose curves a move of it changes, ascending.</summary>
    public IReadOnlyList<IReadOnlyList<int>> TermsOf { get; }

    /// <summary>
    /// The number of parameters that are linked to others by a function, which an engine without a .NET runtime cannot call; 0 in
    /// most posteriors.
    /// </summary>
    public int Links { get; }
}
