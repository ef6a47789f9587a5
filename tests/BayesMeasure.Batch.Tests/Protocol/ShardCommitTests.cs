using BayesMeasure.Batch.Protocol;

namespace BayesMeasure.Batch.Tests.Protocol;

public class ShardCommitTests
{
    private static readonly byte[] First = [1, 2, 3];
    private static readonly byte[] Second = [4, 5, 6];

    public static TheoryData<bool> Links => [true, false];

    [Theory]
    [MemberData(nameof(Links))]
    public void Of_two_commits_the_first_counts(bool hasLinks)
    {
        var folder = new VirtualFolder(hasLinks);
        Assert.False(ShardCommit.IsCommitted(folder, 7));
        Assert.True(ShardCommit.TryCommit(folder, 7, 1, First));
        Assert.False(ShardCommit.TryCommit(folder, 7, 2, Second));
        Assert.Equal(First, folder.Read(ShardCommit.FileOf(folder, 7)!));
        Assert.Equal([7], ShardCommit.CommittedOf(folder));
        Assert.Single(folder.FilesIn(FolderLayout.Results), file => file.EndsWith(".parquet") || file.EndsWith(".draft"));
    }

    /// <summary>Wherever a process is killed, a later one commits, and what is read afterwards is a whole file.</summary>
    [Theory]
    [MemberData(nameof(Links))]
    public void Killed_before_any_of_its_acts_a_commit_is_done_by_the_next(bool hasLinks)
    {
        for (int kill = 0; kill < 4; kill++)
        {
            var folder = new VirtualFolder(hasLinks);
            int left = kill;
            folder.Changing = _ => left = left > 0 ? left - 1 : throw new IOException("killed");
            Try(() => ShardCommit.TryCommit(folder, 0, 1, First));
            bool wasCommitted = ShardCommit.IsCommitted(folder, 0);
            folder.Changing = null;
            Assert.Equal(!wasCommitted, ShardCommit.TryCommit(folder, 0, 2, Second));
            Assert.Equal(wasCommitted ? First : Second, folder.Read(ShardCommit.FileOf(folder, 0)!));
        }
    }

    [Fact]
    public void A_marker_that_was_cut_still_leads_to_a_whole_file()
    {
        var folder = new VirtualFolder(hasLinks: false);
        ShardCommit.TryCommit(folder, 0, 12, First);
        folder.Replace(FolderLayout.Marker(0), []);
        Assert.Equal(First, folder.Read(ShardCommit.FileOf(folder, 0)!));
        Assert.False(ShardCommit.TryCommit(folder, 0, 13, Second));
        Assert.Equal(First, folder.Read(ShardCommit.FileOf(folder, 0)!));
    }

    /// <summary>A commit by rename puts the second file in the place of the first, which the first test here rejects.</summary>
    [Fact]
    public void A_commit_by_rename_would_be_seen_to_overwrite()
    {
        var folder = new VirtualFolder();
        folder.Replace(FolderLayout.Result(7), First);
        folder.Replace(FolderLayout.Result(7), Second);
        Assert.NotEqual(First, folder.Read(ShardCommit.FileOf(folder, 7)!));
    }

    private static void Try(Action act)
    {
        try
        {
            act();
        }
        catch (IOException)
        {
            // Killed.
        }
    }
}
