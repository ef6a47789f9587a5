namespace BayesMeasure.Gpu.Refusals;

/// <summary>Something in a method that a GPU cannot run.</summary>
/// <param name="Text">What the method does, as it follows its name in a sentence: "creates an array".</param>
/// <param name="Kind">What of it a GPU has no place for, such as "a string": said once; null where the text says it.</param>
/// <param name="IsDetail">
/// Whether it mostly is a part of something else that is refused, as the text of an exception is: said only where nothing else
/// is.
/// </param>
internal readonly record struct Finding(string Text, string? Kind = null, bool IsDetail = false);
