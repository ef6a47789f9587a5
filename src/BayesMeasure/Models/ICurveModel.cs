namespace BayesMeasure.Models;

/// <summary>
/// A curve model: the whole curve at once, for what is not pointwise: differential equations, convolutions, matrix
/// diagonalisation. It runs on the CPU only.
/// </summary>
/// <remarks>
/// The curve must depend on x and on the parameters alone, and is tried at draws from the prior when it is bound to data: a model
/// that leaves elements unwritten, gives another curve at the same parameters, or works in memory that its replicas share is
/// refused. Where the model is impossible, write <see cref="double.PositiveInfinity"/>: the likelihood is zero there. NaN and
/// exceptions are faults and stop a run.
/// </remarks>
public interface ICurveModel
{
    /// <summary>The names of the parameters, in the order in which <see cref="Evaluate"/> reads them.</summary>
    IReadOnlyList<string> ParameterNames { get; }

    /// <summary>What a parameter is: told from its name by default, as by <see cref="IComponent.RoleOf"/>.</summary>
    /// <param name="parameterName">One of <see cref="ParameterNames"/>.</param>
    ParameterRole RoleOf(string parameterName) => UsualRole.Of(parameterName);

    /// <summary>Computes the curve.</summary>
    /// <param name="x">The abscissae, in the order of the measurement.</param>
    /// <param name="parameters">One value a parameter, in the order of <see cref="ParameterNames"/>.</param>
    /// <param name="y">The result, as long as <paramref name="x"/>; every element must be written.</param>
    void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y);

    /// <summary>
    /// The instance that one replica will use, and no other at the same time. The default is this instance itself, which is
    /// right for a model without scratch memory; a model that keeps work arrays returns a new instance here.
    /// </summary>
    ICurveModel ForReplica() => this;
}
