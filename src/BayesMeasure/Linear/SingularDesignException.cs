using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace BayesMeasure.Linear;

/// <summary>The data do not determine all coefficients of a linear model to working precision.</summary>
[SuppressMessage("Design", "CA1032", Justification = "The error always says how singular the design is, and what to do.")]
public sealed class SingularDesignException : InvalidOperationException
{
    internal SingularDesignException(double condition)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The design matrix is singular to working precision: the condition number of its scaled columns is {condition:G2}. ")
            + "Leave out columns that depend on others, measure more points, or give the coefficients a LinearPrior.Normal.") =>
        Condition = condition;

    /// <summary>The condition number of the columns, each scaled to length 1.</summary>
    public double Condition { get; }
}
