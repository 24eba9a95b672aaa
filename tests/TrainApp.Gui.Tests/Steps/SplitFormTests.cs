using TrainApp.Gui.Setup;
using TrainApp.Preparation;

namespace TrainApp.Gui.Tests.Steps;

public sealed class SplitFormTests
{
    [Theory]
    [InlineData("random:80")]
    [InlineData("random:val=25,stratified,group=a\\,b")]
    [InlineData("tags:train=t\\+1+u,val=v,untagged=val")]
    [InlineData("datasets:train=A+B/C,val=D")]
    [InlineData("collections:train=train_001,val=val_001")]
    // Sides that are empty for a while.
    [InlineData("datasets:train=,val=B+C")]
    [InlineData("tags:train=a,val=,untagged=train")]
    [InlineData("collections:train=,val=")]
    public void A_split_stays_what_it_is(string text) => Assert.Equal(text, SplitForm.Of(text)!.ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("none")]
    [InlineData("random:many")]
    [InlineData("nonsense")]
    [InlineData("dates:train=a")]
    public void What_cannot_be_edited_is_no_form(string? text) => Assert.Null(SplitForm.Of(text));

    [Theory]
    [InlineData("random:70", "random 70/30")]
    [InlineData("random:val=30", "random 70/30")]
    [InlineData("datasets:train=A+B,val=D", "datasets 2 | D")]
    [InlineData("tags:train=,val=D", "tags – | D")]
    public void A_split_is_said_in_a_few_words(string text, string words) => Assert.Equal(words, SplitForm.Of(text)!.Words());

    [Fact]
    public void A_name_goes_on_a_side_and_off_again()
    {
        var form = new SplitForm(SplitForm.Datasets).With(SplitSide.Train, ["a", "b"], isOn: true).With(SplitSide.Val, ["c"], isOn: true).With(SplitSide.Train, ["a"], isOn: false);
        Assert.Equal("datasets:train=b,val=c", form.ToString());
    }
}
