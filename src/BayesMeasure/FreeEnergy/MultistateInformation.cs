using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace BayesMeasure.FreeEnergy;

/// <summary>
/// J of the multistate equations at a point, as what solves J v = g. A ladder of the usual length has it factorised. J of
/// thousands of rungs takes L^2 steps a sample and L^3 to factorise; but rungs so near to each other say nearly the same, so
/// that J is the identity less a matrix of low rank, and conjugate gradients (Hestenes and Stiefel 1952, J. Res. NBS 49, 409)
/// end after about as many steps as that rank.
/// </summary>
internal abstract class MultistateInformation
{
    /// <summary>From here on both take about as long.</summary>
    private const int MostFactorised = 500;

    /// <summary>v = J^-1 g, for the rungs from 1 on.</summary>
    /// <param name="right">g.</param>
    public abstract Vector<double> Solve(Vector<double> right);

    /// <summary>J at a point.</summary>
    /// <param name="equations">The equations.</param>
    /// <param name="logEvidences">log Z at every rung.</param>
    public static MultistateInformation Of(MultistateEquations equations, double[] logEvidences) =>
        equations.Rungs <= MostFactorised
            ? new Factorised(equations.Information(logEvidences).LU())
            : new Iterated(equations, [.. logEvidences]);

    private sealed class Factorised(LU<double> factors) : MultistateInformation
    {
        public override Vector<double> Solve(Vector<double> right) => factors.Solve(right);
    }

    private sealed class Iterated(MultistateEquations equations, double[] logEvidences) : MultistateInformation
    {
        private const double Tolerance = 1e-8;
        private const int MostSteps = 1000;

        public override Vector<double> Solve(Vector<double> right)
        {
            var solution = Vector<double>.Build.Dense(right.Count);
            Vector<double> residual = right.Clone(), direction = right.Clone();
            double square = residual * residual, least = square * Tolerance * Tolerance;
            for (int step = 0; step < MostSteps && square > least; step++)
            {
                Vector<double> product = equations.InformationTimes(logEvidences, direction);
                double length = square / (direction * product);
                solution += length * direction;
                residual -= length * product;
                double next = residual * residual;
                direction = residual + next / square * direction;
                square = next;
            }

            return solution;
        }
    }
}
