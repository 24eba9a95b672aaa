using CsCheck;
using TrainApp.Preparation;

namespace TrainApp.Tests.Preparation;

public sealed class SplitSpecificationTests
{
    [Theory]
    [InlineData("random", "random:80")]
    [InlineData("random:70", "random:70")]
    [InlineData("random:train=70", "random:70")]
    [InlineData("random:val=20", "random:val=20")]
    [InlineData("random:80,stratified", "random:80,stratified")]
    [InlineData("random:val=20,group=patient", "random:val=20,group=patient")]
    [InlineData("random:val=20, group=a b=1 , stratified", "random:val=20,stratified,group=a b=1 ")]
    [InlineData("random:90,group=x\\,y\\+z", "random:90,group=x\\,y\\+z")]
    [InlineData("tags:train=T,val=V,untagged=ignore", "tags:train=T,val=V,untagged=ignore")]
    [InlineData("tags:untagged=train,val=V+W,train=T", "tags:train=T,val=V+W,untagged=train")]
    [InlineData("tags:train=T,val=V", "tags:train=T,val=V,untagged=ignore")]
    [InlineData("collections:train=train_001,val=val_001+more: a/b", "collections:train=train_001,val=val_001+more: a/b")]
    [InlineData("none", "none")]
    [InlineData("datasets:train=D,val=E", "datasets:train=D,val=E")]
    [InlineData("datasets:val=E,train=A+B/C", "datasets:train=A+B/C,val=E")]
    [InlineData("datasets:train=a b+Übung/d=1,val=x\\+y\\,z\\\\", "datasets:train=a b+Übung/d=1,val=x\\+y\\,z\\\\")]
    public void Text_is_understood(string text, string canonical)
    {
        Assert.True(SplitSpecification.TryParse(text, out var split, out var problems), string.Join(' ', problems));
        Assert.Empty(problems);
        Assert.Equal(canonical, split.ToString());
    }

    [Fact]
    public void Parts_of_the_text_become_parts_of_the_split()
    {
        Assert.True(SplitSpecification.TryParse("datasets:train=A+B/C,val=x\\+y", out var datasets, out _));
        Assert.True(SplitSpecification.TryParse("random:val=25", out var random, out _));

        Assert.Equal(["A", "B/C"], Assert.IsType<DatasetSplit>(datasets).Train);
        Assert.Equal(["x+y"], Assert.IsType<DatasetSplit>(datasets).Val);
        Assert.Equal(new RandomSplit(SplitSide.Val, 25), random);
    }

    [Theory]
    [InlineData("", "TRAIN520", "no method ''")]
    [InlineData("randon:80", "TRAIN520", "Did you mean 'random'?")]
    [InlineData("random:0", "TRAIN520", "1 to 99")]
    [InlineData("random:100", "TRAIN520", "1 to 99")]
    [InlineData("random:80%", "TRAIN520", "'80%'")]
    [InlineData("random:0.8", "TRAIN520", "whole number")]
    [InlineData("random:-5", "TRAIN520", "whole number")]
    [InlineData("random:test=20", "TRAIN520", "'test=20'")]
    [InlineData("random:٨٠", "TRAIN520", "whole number")]
    [InlineData("random:80,shuffled", "TRAIN520", "'shuffled'")]
    [InlineData("random:80,stratifed", "TRAIN520", "Did you mean 'stratified'?")]
    [InlineData("random:80,group=", "TRAIN520", "names no tag")]
    [InlineData("random:80,group=a,group=b", "TRAIN520", "two tags")]
    [InlineData("random:stratified", "TRAIN520", "'stratified'")]
    [InlineData("tags:train=T", "TRAIN520", "lacks the side 'val'")]
    [InlineData("tags:train=T,val=V,untagged=both", "TRAIN520", "expected train, val or ignore")]
    [InlineData("tags:train=T,val=V,untagged=val,untagged=val", "TRAIN520", "twice")]
    [InlineData("datasets:train=T,val=V,untagged=val", "TRAIN520", "neither 'train=…' nor 'val=…'")]
    [InlineData("collections:train=C+,val=D", "TRAIN520", "a collection without a name")]
    [InlineData("none:80", "TRAIN520", "no method 'none'")]
    [InlineData("datasets", "TRAIN520", "neither 'train=…' nor 'val=…'")]
    [InlineData("datasets:train=A", "TRAIN520", "lacks the side 'val'")]
    [InlineData("datasets:val=A", "TRAIN520", "lacks the side 'train'")]
    [InlineData("datasets:train=A,val=", "TRAIN520", "names no dataset")]
    [InlineData("datasets:train=A,B,val=C", "TRAIN520", "'B'")]
    [InlineData("datasets:train=A,train=B,val=C", "TRAIN520", "'+' joins several")]
    public void A_mistake_is_answered_with_what_was_expected(string text, string id, string part)
    {
        Assert.False(SplitSpecification.TryParse(text, out var split, out var problems));

        Assert.Null(split);
        var problem = Assert.Single(problems);
        Assert.Equal(id, problem.Id);
        Assert.Contains(part, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_parses_to_the_same()
    {
        var names = Gen.String[Gen.Char["aB/+,=\\: é仮'\""], 1, 8].List[1, 3];
        var specifications = Gen.OneOf<SplitSpecification>(
            Gen.Select(Gen.Int[1, 99], Gen.Bool, Gen.Bool, names, (percent, isTrain, isStratified, tags) => (SplitSpecification)new RandomSplit(isTrain ? SplitSide.Train : SplitSide.Val, percent)
            {
                IsStratified = isStratified,
                GroupTag = tags.Count == 1 ? null : tags[0],
            }),
            Gen.Select(names, names, (train, val) => (SplitSpecification)new DatasetSplit(train, val)),
            Gen.Select(names, names, (train, val) => (SplitSpecification)new CollectionSplit(train, val)),
            Gen.Select(names, names, Gen.Enum<UntaggedImages>(), (train, val, untagged) => (SplitSpecification)new TagSplit(train, val, untagged)));

        specifications.Sample(specification =>
        {
            Assert.True(SplitSpecification.TryParse(specification.ToString(), out var parsed, out _));
            Assert.Equivalent(specification, parsed, strict: true);
        });
    }

    [Fact]
    public void No_text_makes_the_parser_throw() =>
        Gen.String[Gen.Char["randomtsvl:=,+\\80 /égucpied"], 0, 30].Sample(text =>
        {
            var isRead = SplitSpecification.TryParse(text, out _, out var problems);
            Assert.NotEqual(isRead, problems.Count > 0);
        });
}
