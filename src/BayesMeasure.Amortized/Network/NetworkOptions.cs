namespace BayesMeasure.Amortized.Network;

/// <summary>The size of a network. Immutable; changed by <c>with</c>.</summary>
public sealed record NetworkOptions
{
    /// <summary>The width of a token. 64 by default; a multiple of <see cref="Heads"/>.</summary>
    public int Width { get; init; } = 64;

    /// <summary>The number of attention heads. 4 by default.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>The number of layers that read the curve. 2 by default.</summary>
    public int EncoderLayers { get; init; } = 2;

    /// <summary>The number of layers that decide on the structure. 2 by default.</summary>
    public int DecoderLayers { get; init; } = 2;

    /// <summary>
    /// The number of layers that read what a curve says of its parameters. 2 by default; 0 for a network that tells structures
    /// alone.
    /// </summary>
    public int ParameterLayers { get; init; } = 2;

    /// <summary>The width of the network that draws parameters. 32 by default; a multiple of <see cref="Heads"/>.</summary>
    public int ParameterWidth { get; init; } = 32;

    /// <summary>
    /// Into how many patches the measured values are cut, one token each, beside the projections. Null, the default, is 16 (as
    /// many as there are points, where these are fewer), and none for a linear family, whose projections tell all that the data
    /// say.
    /// </summary>
    public int? Patches { get; init; }

    /// <summary>The seed of the weights before training. 1 by default.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Checks what does not depend on the family.</summary>
    internal void RequireValid()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Heads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, Heads);
        ArgumentOutOfRangeException.ThrowIfLessThan(EncoderLayers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(DecoderLayers, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(ParameterLayers);
        ArgumentOutOfRangeException.ThrowIfLessThan(ParameterWidth, Heads);
        ArgumentOutOfRangeException.ThrowIfNegative(Patches ?? 0);
        if (Width % Heads != 0 || ParameterWidth % Heads != 0)
        {
            int width = Width % Heads != 0 ? Width : ParameterWidth;
            throw new ArgumentException($"The width {width} of a network is no multiple of its {Heads} heads.");
        }
    }
}
