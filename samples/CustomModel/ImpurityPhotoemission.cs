using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace CustomModel;

/// <summary>
/// A matrix diagonalisation: the core-level spectrum of cerium in the impurity model of Gunnarsson and Schoenhammer
/// (Phys. Rev. B 28, 4315, 1983), with a valence band without width and the configurations f0, f1 and, if wanted, f2.
/// </summary>
/// <remarks>
/// Without the core hole, n electrons in the f shell cost n gap + n (n - 1)/2 repulsion; the hole attracts each of them by
/// "attraction". Spin and orbital make 14 f states, so f0 and f1 are coupled by sqrt(14) hybridisation and f1 and f2 by
/// sqrt(26) hybridisation. The hole comes suddenly: the line at the final energy E_f has the intensity |&lt;f|g&gt;|^2.
/// Parameters: "area", in units of y times eV; "origin", the binding energy that an uncoupled f0 would have; "width", half a
/// Lorentzian's; "gap", "attraction", "hybridisation" and, with three configurations, "repulsion"; all energies in eV.
/// </remarks>
// <diagonalisation>
public sealed class ImpurityPhotoemission(int configurations) : ICurveModel
{
    private const int States = 14;

    public IReadOnlyList<string> ParameterNames { get; } =
    [
        "area", "origin", "width", "gap", "attraction", "hybridisation",
        .. configurations > 2 ? ["repulsion"] : Array.Empty<string>(),
    ];

    public void Evaluate(ReadOnlySpan<double> x, ReadOnlySpan<double> parameters, Span<double> y)
    {
        (double area, double origin, double width) = (parameters[0], parameters[1], parameters[2]);
        Evd<double> initial = Hamiltonian(parameters, attraction: 0).Evd(Symmetricity.Symmetric);
        Evd<double> final = Hamiltonian(parameters, attraction: parameters[4]).Evd(Symmetricity.Symmetric);
        Vector<double> ground = initial.EigenVectors.Column(0);
        y.Clear();
        for (int f = 0; f < configurations; f++)
        {
            double overlap = final.EigenVectors.Column(f) * ground;
            double position = origin + final.EigenValues[f].Real - initial.EigenValues[0].Real;
            for (int i = 0; i < x.Length; i++)
            {
                double distance = x[i] - position;
                y[i] += area * overlap * overlap * width / Math.PI / (distance * distance + width * width);
            }
        }
    }

    private Matrix<double> Hamiltonian(ReadOnlySpan<double> parameters, double attraction)
    {
        double repulsion = configurations > 2 ? parameters[6] : 0;
        var energy = Matrix<double>.Build.Dense(configurations, configurations);
        for (int n = 0; n < configurations; n++)
        {
            energy[n, n] = n * (parameters[3] - attraction) + 0.5 * n * (n - 1) * repulsion;
            if (n > 0)
            {
                energy[n - 1, n] = energy[n, n - 1] = parameters[5] * Math.Sqrt(n * (States - n + 1));
            }
        }

        return energy;
    }
}
// </diagonalisation>
