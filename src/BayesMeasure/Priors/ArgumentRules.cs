using System.Runtime.CompilerServices;

namespace BayesMeasure.Priors;

/// <summary>What the arguments of a prior must obey, asked for in the same words as the framework's own checks.</summary>
internal static class ArgumentRules
{
    extension(ArgumentOutOfRangeException)
    {
        /// <summary>Refuses NaN and the infinities.</summary>
        public static void ThrowIfNotFinite(
            double value, [CallerArgumentExpression(nameof(value))] string name = "")
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentOutOfRangeException(name, value, $"The {name} must be a finite number.");
            }
        }

        /// <summary>Refuses all but positive finite numbers.</summary>
        public static void ThrowIfNotPositive(
            double value, [CallerArgumentExpression(nameof(value))] string name = "")
        {
            if (!(value > 0 && double.IsFinite(value)))
            {
                throw new ArgumentOutOfRangeException(name, value, $"The {name} must be above 0 and finite.");
            }
        }

        /// <summary>Refuses an upper bound that is not above the lower bound.</summary>
        public static void ThrowIfNotAbove(
            double value,
            double lower,
            [CallerArgumentExpression(nameof(value))] string name = "",
            [CallerArgumentExpression(nameof(lower))] string lowerName = "")
        {
            if (!(value > lower))
            {
                throw new ArgumentOutOfRangeException(
                    name, value, FormattableString.Invariant($"The {name} must be above the {lowerName}, {lower}."));
            }
        }
    }

    extension(ArgumentException)
    {
        /// <summary>Refuses a name that is blank or that cannot be written between quotation marks.</summary>
        public static void ThrowIfNotParameterName(string? value, [CallerArgumentExpression(nameof(value))] string name = "")
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
            if (value.AsSpan().ContainsAny("\"\r\n"))
            {
                throw new ArgumentException("The name of a parameter may hold no quotation mark and no line break.", name);
            }
        }
    }
}
