using BayesMeasure.Numerics.Lanes;

namespace BayesMeasure.Posteriors;

/// <summary>
/// A state of a curve that says what the data leave for one component: the residual without it, and how a component elsewhere
/// would fit there. Nothing of it changes the current point; what was proposed before is forgotten.
/// </summary>
internal interface IComponentResidual : ITargetState
{
    /// <summary>
    /// The misfit of the current point, summed over the data; about the best smooth background where the model has one.
    /// </summary>
    double Misfit { get; }

    /// <summary>The misfit of the trial that was proposed last.</summary>
    double TrialMisfit { get; }

    /// <summary>The precision of the quadratic form at the current parameters of the noise.</summary>
    double PrecisionOf(QuadraticNoise noise);

    /// <summary>Writes y - f at the current point.</summary>
    void Residual(QuadraticNoise noise, AlignedBuffer residual);

    /// <summary>Adds the current curve of a component to a residual: what is left without the component.</summary>
    /// <param name="term">The term of the model.</param>
    /// <param name="residual">The residual.</param>
    void Remove(int term, AlignedBuffer residual);

    /// <summary>Subtracts from a residual the curve that a component has with other parameters.</summary>
    /// <param name="term">The term of the model.</param>
    /// <param name="positions">The positions of its parameters that differ from the current point.</param>
    /// <param name="values">Their values.</param>
    /// <param name="residual">The residual.</param>
    void Subtract(int term, ReadOnlySpan<int> positions, ReadOnlySpan<double> values, AlignedBuffer residual);

    /// <summary>Takes off a residual what a smooth background would follow of it, where the model has one.</summary>
    /// <param name="residual">The residual of all that is left in the model.</param>
    void Settle(AlignedBuffer residual);

    /// <summary>Projects a settled residual on the curve that a component has with other parameters.</summary>
    /// <param name="term">The term of the model.</param>
    /// <param name="positions">The positions of its parameters that differ from the current point.</param>
    /// <param name="values">Their values.</param>
    /// <param name="weight">The weights.</param>
    /// <param name="residual">The residual.</param>
    Projection Project(
        int term, ReadOnlySpan<int> positions, ReadOnlySpan<double> values, AlignedBuffer weight, AlignedBuffer residual);
}

/// <summary>A state of several curves, each of which says what the data leave for a component.</summary>
/// <remarks>A projection in one of them forgets no proposal to the others: the trial misfits of those that moved stay.</remarks>
internal interface ICurveStates : ITargetState
{
    /// <summary>The states of the curves, in the order of <see cref="ITarget.Curves"/>.</summary>
    ReadOnlySpan<IComponentResidual> Curves { get; }
}

/// <summary>A residual r and a curve phi under weights w.</summary>
/// <param name="Product">S = sum of w phi r.</param>
/// <param name="Norm">G = sum of w phi^2.</param>
internal readonly record struct Projection(double Product, double Norm);

/// <summary>A term of a state that evaluates its curve at any parameters, beside the trial of a move.</summary>
internal interface IProjectedTerm
{
    /// <summary>Subtracts the curve at some values of the unknowns from a residual.</summary>
    void Subtract(ReadOnlySpan<double> values, AlignedBuffer residual);

    /// <summary>Projects a residual on the curve at some values of the unknowns.</summary>
    Projection Project(ReadOnlySpan<double> values, AlignedBuffer weight, AlignedBuffer residual);
}
