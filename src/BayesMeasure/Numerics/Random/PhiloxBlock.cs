namespace BayesMeasure.Numerics.Random;

/// <summary>128 bits as four words: the counter that goes into <see cref="Philox"/>, and the random bits that come out.</summary>
/// <param name="Word0">The lowest 32 bits.</param>
/// <param name="Word1">Bits 32 to 63.</param>
/// <param name="Word2">Bits 64 to 95.</param>
/// <param name="Word3">The highest 32 bits.</param>
internal readonly record struct PhiloxBlock(uint Word0, uint Word1, uint Word2, uint Word3);
