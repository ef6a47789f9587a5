using BayesMeasure.Gpu.Numerics;
using BayesMeasure.Gpu.Refusals;
using BayesMeasure.Gpu.Tests.Lowering;
using BayesMeasure.Models;
using BayesMeasure.Noise;
using BayesMeasure.Numerics.Lanes;
using ILGPU;
using ILGPU.Runtime.Cuda;

namespace BayesMeasure.Gpu.Tests.Refusals;

/// <summary>What a GPU cannot run is found by reading the code; what it can is left alone, and compiles.</summary>
public class DeviceCodeCheckTests
{
    public static TheoryData<string, string[]> Broken => new()
    {
        { nameof(BrokenCode.Text), ["Text calls CultureInfo.InvariantCulture (a class)", "Text calls String.Format (a string)"] },
        { nameof(BrokenCode.Sine), ["Bent calls Math.Sin, which knows doubles only: use T.Sin"] },
        { nameof(BrokenCode.Cosine), ["Cosine calls MathF.Cos, which knows floats only: use T.Cos"] },
        { nameof(BrokenCode.Sign), ["Sign calls Math.Sign, which knows doubles only"] },
        { nameof(BrokenCode.RoundedToDigits), ["RoundedToDigits calls Math.Round, which knows doubles only"] },
        { nameof(BrokenCode.Hypotenuse), ["Hypotenuse calls Double.Hypot, which a GPU does not have"] },
        { nameof(BrokenCode.LocalFunction), ["Inner calls Math.Exp, which knows doubles only: use T.Exp"] },
        { nameof(BrokenCode.Thrown), ["Thrown throws ArgumentException, an exception"] },
        { nameof(BrokenCode.ThrownWhen), ["ThrownWhen calls ArgumentOutOfRangeException.ThrowIfNegative (an exception)"] },
        { nameof(BrokenCode.Switched), ["Switched has a switch without a default, which throws an exception"] },
        { nameof(BrokenCode.Caught), ["Caught has a try, using or lock block"] },
        { nameof(BrokenCode.TableRead), ["TableRead reads the static field BrokenCode.Table, an array"] },
        {
            nameof(BrokenCode.PairRead),
            ["PairRead reads the static field BrokenCode.Pair, a struct: make it a constant, or compute it"]
        },
        { nameof(BrokenCode.CounterRead), ["CounterRead reads the static field BrokenCode.counter, which is not readonly"] },
        { nameof(BrokenCode.CounterWritten), ["CounterWritten writes the static field BrokenCode.counter"] },
        {
            nameof(BrokenCode.StackAllocated),
            ["StackAllocated takes memory with stackalloc", "StackAllocated calls Span<Scalar>.Item (a span)"]
        },
        { nameof(BrokenCode.Spanned), ["Spanned calls RuntimeHelpers.CreateSpan (a span)"] },
        { nameof(BrokenCode.InlineArray), ["InlineArray uses an inline array"] },
        { nameof(BrokenCode.ArrayMade), ["ArrayMade creates an array"] },
        { nameof(BrokenCode.ListMade), ["ListMade calls List<Double>.Count (a class)"] },
        { nameof(BrokenCode.ClassMade), ["ClassMade creates a Helper, a class"] },
        { nameof(BrokenCode.StringTaken), ["Ignored takes a string"] },
        { nameof(BrokenCode.Boxed), ["Boxed boxes a Double"] },
        {
            nameof(BrokenCode.Decimal),
            ["Decimal calls Decimal.op_Explicit (a decimal number)", "Doubled calls Decimal.op_Multiply (a decimal number)"]
        },
        { nameof(BrokenCode.Virtual), ["Shaped calls IShape.At (an interface)"] },
        { nameof(BrokenCode.Lambda), ["Lambda calls Func<Scalar, Scalar>.Invoke (a delegate)"] },
        { nameof(BrokenCode.FunctionPassed), ["Applied calls Func<Scalar, Scalar>.Invoke (a delegate)"] },
        { nameof(BrokenCode.Recursion), ["Deeper calls itself"] },
        { nameof(BrokenCode.Awaited), ["Later is asynchronous"] },
        { nameof(BrokenCode.Dynamic), ["Dynamic uses dynamic"] },
        { nameof(BrokenCode.Iterated), ["Iterated has a variable that is an interface", "Steps is an iterator, a class"] },
        { nameof(BrokenCode.TypeAsked), ["TypeAsked calls Type.GetTypeFromHandle (a class)"] },
        { nameof(BrokenCode.Native), ["Unreadable has no code that could be read"] },
    };

    public static TheoryData<Type, string> Shipped
    {
        get
        {
            var shipped = new TheoryData<Type, string>();
            foreach (Type component in ShippedCode.Components)
            {
                shipped.Add(component, nameof(IComponent.Evaluate));
            }

            foreach (Type density in ShippedCode.Densities)
            {
                shipped.Add(density, nameof(INoiseDensity.Misfit));
                shipped.Add(density, nameof(INoiseDensity.LogLikelihood));
            }

            return shipped;
        }
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_broken_is_named_with_the_member_and_the_reason(string method, string[] refusals) => Assert.Equal(
        refusals.Select(refusal => $"{nameof(BrokenCode)}.{refusal}"),
        DeviceCodeCheck.RefusalsOf(typeof(BrokenCode).GetMethod(method)!.MakeGenericMethod(typeof(Scalar))));

    [Fact]
    public void Every_broken_method_has_its_line() =>
        Assert.Equal(BrokenCode.Names.Order(), Broken.Select(row => (string)row[0]).Order());

    [Theory]
    [MemberData(nameof(Shipped))]
    public void All_that_the_library_ships_runs(Type type, string method) => Assert.Empty(DeviceCodeCheck.RefusalsOf(
        type.GetMethod(method)!.MakeGenericMethod(typeof(DeviceDouble), typeof(StandInParameters))));

    [Fact]
    public void All_that_the_library_ships_is_found()
    {
        Assert.True(ShippedCode.Components.Count > 40);
        Assert.True(ShippedCode.Densities.Count >= 9);
    }

    [Fact]
    public void A_loop_over_a_function_runs() => RunsAndLowers<GoodComponents.Sum>();

    [Fact]
    public void Structs_tuples_and_local_functions_run() => RunsAndLowers<GoodComponents.Struct>();

    [Fact]
    public void Components_made_of_components_run() =>
        RunsAndLowers<GoodComponents.Twice<GoodComponents.Twice<GoodComponents.Sum>>>();

    [Fact]
    public void Static_methods_of_a_type_argument_run() => RunsAndLowers<GoodComponents.ByScale<GoodComponents.Squared>>();

    [Fact]
    public void Every_known_member_of_the_platform_runs() => RunsAndLowers<GoodComponents.KnownCalls>();

    [Fact]
    public void Functions_of_constants_are_computed_by_the_compiler() => RunsAndLowers<GoodComponents.Constants>();

    private static void RunsAndLowers<TComponent>()
        where TComponent : struct, IComponent
    {
        Func<DeviceDouble, StandInParameters, DeviceDouble> evaluate = TComponent.Evaluate<DeviceDouble, StandInParameters>;
        Assert.Empty(DeviceCodeCheck.RefusalsOf(evaluate.Method));
        Action<ArrayView<DeviceDouble>, ArrayView<DeviceDouble>, ArrayView<DeviceDouble>> kernel =
            ComponentProbe.SumOverPoints<TComponent, DeviceDouble>;
        string text = PtxLowering.Of(kernel.Method, CudaArchitecture.SM_80).Text;
        Assert.DoesNotContain(".extern", text, StringComparison.Ordinal);
        Assert.DoesNotContain("call", text, StringComparison.Ordinal);
    }
}
