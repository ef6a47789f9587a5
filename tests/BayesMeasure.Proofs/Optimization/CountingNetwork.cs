using System.Numerics.Tensors;
using BayesMeasure.Numerics.Random;
using BayesMeasure.Optimization.Graduated;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>
/// A network that counts the peaks of a spectrum: two hidden layers of 64 rectified units, and the logarithms of four
/// probabilities up to a constant. Its loss is the mean of -ln p of the true numbers; gradients are by backpropagation.
/// </summary>
internal static class CountingNetwork
{
    private const int Hidden = 64;
    private const int StreamOfWeights = 3;

    private static readonly DenseLayer First = new(CountedSpectra.Points, Hidden, 0);
    private static readonly DenseLayer Second = new(Hidden, Hidden, First.Size);
    private static readonly DenseLayer Last = new(Hidden, CountedSpectra.MostPeaks, First.Size + Second.Size);

    private static readonly string[] Names =
        [.. Enumerable.Range(0, First.Size + Second.Size + Last.Size).Select(i => $"weight[{i}]")];

    /// <summary>The mean loss over some spectra.</summary>
    public static StochasticObjective Objective(CountedSpectra spectra) => StochasticObjective.OfBatches(
        Names, spectra.Count, (terms, parameters, gradient) => MeanLoss(spectra, terms, parameters, gradient));

    /// <summary>
    /// Weights of variance 2 / (number of inputs), which keep the size of signals (K. He et al. 2015); no bias.
    /// </summary>
    public static double[] Start(ulong seed)
    {
        var random = new RandomStream(seed, StreamOfWeights, 0);
        double[] parameters = new double[Names.Length];
        foreach (DenseLayer layer in (DenseLayer[])[First, Second, Last])
        {
            double deviation = Math.Sqrt(2.0 / layer.Inputs);
            for (int i = 0; i < layer.Inputs * layer.Outputs; i++)
            {
                parameters[layer.Offset + i] = deviation * random.NextNormal();
            }
        }

        return parameters;
    }

    /// <summary>The fraction of spectra whose peaks are counted right.</summary>
    public static double Accuracy(ReadOnlySpan<double> parameters, CountedSpectra spectra)
    {
        var pass = new Pass(stackalloc double[Pass.Size]);
        int right = 0;
        for (int i = 0; i < spectra.Count; i++)
        {
            pass.Forward(parameters, spectra.ValuesOf(i));
            right += 1 + TensorPrimitives.IndexOfMax<double>(pass.Output) == spectra.PeaksOf(i) ? 1 : 0;
        }

        return (double)right / spectra.Count;
    }

    private static double MeanLoss(
        CountedSpectra spectra, ReadOnlySpan<int> terms, ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var pass = new Pass(stackalloc double[Pass.Size]);
        gradient.Clear();
        double loss = 0;
        foreach (int term in terms)
        {
            ReadOnlySpan<double> spectrum = spectra.ValuesOf(term);
            pass.Forward(parameters, spectrum);
            loss += pass.AddGradient(parameters, spectrum, spectra.PeaksOf(term) - 1, gradient);
        }

        TensorPrimitives.Multiply(gradient, 1.0 / terms.Length, gradient);
        return loss / terms.Length;
    }

    /// <summary>What the units say of one spectrum, and the gradients of the loss by what they say.</summary>
    private readonly ref struct Pass(Span<double> memory)
    {
        public const int Size = 4 * Hidden + 2 * CountedSpectra.MostPeaks;

        private readonly Span<double> first = memory[..Hidden];
        private readonly Span<double> firstSlope = memory.Slice(Hidden, Hidden);
        private readonly Span<double> second = memory.Slice(2 * Hidden, Hidden);
        private readonly Span<double> secondSlope = memory.Slice(3 * Hidden, Hidden);
        private readonly Span<double> outputSlope = memory[^CountedSpectra.MostPeaks..];

        public readonly Span<double> Output = memory.Slice(4 * Hidden, CountedSpectra.MostPeaks);

        public void Forward(ReadOnlySpan<double> parameters, ReadOnlySpan<double> spectrum)
        {
            First.Forward(parameters, spectrum, first);
            TensorPrimitives.Max(first, 0, first);
            Second.Forward(parameters, first, second);
            TensorPrimitives.Max(second, 0, second);
            Last.Forward(parameters, second, Output);
        }

        /// <summary>The loss, and its gradient added to a sum.</summary>
        public double AddGradient(
            ReadOnlySpan<double> parameters, ReadOnlySpan<double> spectrum, int truth, Span<double> gradient)
        {
            TensorPrimitives.SoftMax(Output, outputSlope);
            double loss = -Math.Log(Math.Max(outputSlope[truth], double.Epsilon));
            outputSlope[truth] -= 1;
            Last.AddGradient(second, outputSlope, gradient);
            Last.Backward(parameters, outputSlope, secondSlope);
            Rectify(second, secondSlope);
            Second.AddGradient(first, secondSlope, gradient);
            Second.Backward(parameters, secondSlope, firstSlope);
            Rectify(first, firstSlope);
            First.AddGradient(spectrum, firstSlope, gradient);
            return loss;
        }

        /// <summary>A unit that is silent has no gradient.</summary>
        private static void Rectify(ReadOnlySpan<double> unit, Span<double> slope)
        {
            for (int i = 0; i < unit.Length; i++)
            {
                slope[i] = unit[i] > 0 ? slope[i] : 0;
            }
        }
    }
}
