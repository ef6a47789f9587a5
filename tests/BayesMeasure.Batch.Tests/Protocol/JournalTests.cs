using System.Text;
using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Tests.Protocol;

public class JournalTests
{
    private const string Plan = "0123abcd";
    private const string File = "journal/000000.1";

    private static readonly string[] Records = ["""{"index":0}""", """{"index":1,"text":"é and 2σ"}""", "", """{"index":3}"""];

    [Fact]
    public void What_was_appended_is_read() => Assert.Equal(Records, Journal.Read(Written(), Plan));

    [Fact]
    public void Cut_at_every_byte_it_has_all_whole_records_before_the_cut()
    {
        byte[] whole = Written();
        int[] ends = [.. whole.Index().Where(item => item.Item == '\n').Select(item => item.Index + 1)];
        for (int length = 0; length <= whole.Length; length++)
        {
            int records = Math.Max(0, ends.Count(end => end <= length) - 1);
            Assert.Equal(Records[..records], Journal.Read(whole.AsSpan(0, length), Plan));
        }
    }

    [Fact]
    public void A_bit_that_flips_anywhere_costs_its_record_and_those_after_it_and_changes_none()
    {
        byte[] whole = Written();
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 1;
            int line = whole.AsSpan(0, at).Count((byte)'\n');
            Assert.Equal(Records[..Math.Max(0, line - 1)], Journal.Read(damaged, Plan));
        }
    }

    [Fact]
    public void The_journal_of_another_plan_has_nothing() => Assert.Empty(Journal.Read(Written(), "another"));

    [Fact]
    public void Garbage_has_nothing()
    {
        Assert.Empty(Journal.Read("\n\n\n"u8, Plan));
        Assert.Empty(Journal.Read(new byte[1000], Plan));
        Assert.Empty(Journal.Read(Encoding.UTF8.GetBytes(new string('x', 1000) + "\n"), Plan));
    }

    /// <summary>Without checksums a record that was cut and one that was damaged pass: the two tests above would fail.</summary>
    [Fact]
    public void A_journal_without_checksums_would_be_seen_to_lie()
    {
        byte[] whole = Written();
        byte[] damaged = [.. whole];
        damaged[Array.LastIndexOf(damaged, (byte)'3')] ^= 1;
        string[] unchecked_ = [.. Encoding.UTF8.GetString(damaged).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1).Select(line => line[17..])];
        Assert.NotEqual(Records, unchecked_);
        Assert.Equal(Records[..3], Journal.Read(damaged, Plan));
    }

    private static byte[] Written()
    {
        var folder = new VirtualFolder();
        using (var journal = new Journal(folder.TryGrow(File)!, Plan, new VirtualClock()))
        {
            Array.ForEach(Records, journal.Append);
        }

        return folder.Read(File)!;
    }
}
