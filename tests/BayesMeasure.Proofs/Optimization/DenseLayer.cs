using System.Numerics.Tensors;

namespace BayesMeasure.Proofs.Optimization;

/// <summary>
/// A layer of a network, output = W input + b, whose numbers stand in the vector of all parameters: the rows of W, then b.
/// </summary>
/// <param name="Inputs">The number of inputs.</param>
/// <param name="Outputs">The number of outputs.</param>
/// <param name="Offset">Where its numbers begin.</param>
internal readonly record struct DenseLayer(int Inputs, int Outputs, int Offset)
{
    /// <summary>How many numbers it has.</summary>
    public int Size => (Inputs + 1) * Outputs;

    private int Biases => Offset + Inputs * Outputs;

    /// <summary>The outputs.</summary>
    public void Forward(ReadOnlySpan<double> parameters, ReadOnlySpan<double> input, Span<double> output)
    {
        for (int row = 0; row < Outputs; row++)
        {
            output[row] = parameters[Biases + row] + TensorPrimitives.Dot(RowOf(parameters, row), input);
        }
    }

    /// <summary>Adds the gradient by W and b, given that by the outputs: its outer product with the inputs.</summary>
    public void AddGradient(ReadOnlySpan<double> input, ReadOnlySpan<double> outputSlope, Span<double> gradient)
    {
        for (int row = 0; row < Outputs; row++)
        {
            gradient[Biases + row] += outputSlope[row];
            Span<double> sum = gradient.Slice(Offset + row * Inputs, Inputs);
            TensorPrimitives.MultiplyAdd(input, outputSlope[row], sum, sum);
        }
    }

    /// <summary>The gradient by the inputs: W' times that by the outputs.</summary>
    public void Backward(ReadOnlySpan<double> parameters, ReadOnlySpan<double> outputSlope, Span<double> inputSlope)
    {
        inputSlope.Clear();
        for (int row = 0; row < Outputs; row++)
        {
            TensorPrimitives.MultiplyAdd(RowOf(parameters, row), outputSlope[row], inputSlope, inputSlope);
        }
    }

    private ReadOnlySpan<double> RowOf(ReadOnlySpan<double> parameters, int row) =>
        parameters.Slice(Offset + row * Inputs, Inputs);
}
