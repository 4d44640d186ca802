"""Questions of new members. For the form see demo_texts/__init__.py."""

TEXT = """\
? I would like to help but have no skills. Where do I start? #first-steps #volunteers
  I moved here in spring, I work with spreadsheets, and I have never held a tool. Is there something for me?
> At the door on an open day, beside somebody who knows everybody. After two Sundays you will know where you
  want to be. And we have spreadsheets, too, more than we like.
> Come to the soup on a pruning day. You need no skill for soup, and that is where everything is decided.

? How much time do I have to give? #first-steps
  I have small children and can promise very little.
> Nobody signs for hours. Say what you can, once a year is fine. The mill has stood for three hundred years;
  it can wait for a bedtime.

? Where do I park on open days? #visitors
  The map shows a field.
> It is a field. Follow the boy with the flag. For people who cannot walk far there are four places behind the
  bakehouse; say so at the gate.

? Can I bring my dog? #visitors
  She is old and quiet, and afraid of the noise.
> In the orchard, on a lead, always. In the mill no, because of her ears and because of the flour.

? How do I change my address? #membership
  We are moving in June, and I would not like to miss the letters.
> Write to the office or tell anybody at the door, who will. It is changed the same day.

? What does my fee pay for? #membership #money
  I do not ask because of the amount. I would like to tell my neighbours.
> In round numbers: a third for the building, a third for insurance and heating, a fifth for schools and open
  days, and the rest for post and soup.

? Are there gloves in small sizes? #tools #children
  My son is eight and would like to help with the harvest.
> In the red box, and a small ladder with three steps that he may climb to the second.

? I signed up and have not heard anything #welcome
  Three weeks ago I left my name with the lady at the market. Perhaps it was lost.
> It was, and I am sorry: the sheet got wet. You are on the list now. Would you like to come on Friday to the
  oven? Ask for me at the gate.

? Can one get married in the mill? #visitors
  My sister asks, and I promised to ask you.
> In the upper room, from May to September, up to thirty guests, no rice and no candles. The office has the
  sheet.

? How do I get a mentor? #first-steps #mentors
  Somebody told me that new people can be taken along for the first months. How does that work?
> Say what you would like to learn and on which days you can come. We look for somebody who suits, and you
  have a coffee first. If it does not fit, nobody minds.

? Is there a list of words? #first-steps #words
  Everybody says damsel, shoe and hopper, and I nod.
> On the back of the kitchen door, with drawings. After a month you will say them as well, and somebody else
  will nod.

? May I take photographs and show them? #photographs
  I would like to put some on my own page.
> Of the building, always. Of people, ask them; of children, ask their parents. And tell us, we would like to
  see them.

? Who do I tell that something is broken? #repair
  The third step to the loft gives way a little.
> Thank you. The red book by the kettle, and tell whoever is on duty at once if somebody could get hurt. The
  step was mended the same evening.

? Wheelchair on the first floor? #access #visitors
  My father would love to see the stones.
> The lift takes one chair and one person, up to 250 kilograms. It is slow, and the operator tells stories.
  Ring at the side door.

! Introduce yourself here #welcome
  Say who you are, what brought you here and what you would like to do. There is no wrong answer. I begin: I
  came because of a jar of jelly, and that was eleven years ago.
> I am a bus driver, I like early mornings, and I can repair almost anything with an engine.
> I retired in March and taught geography. I walk, I read old maps, and I make too much soup for one person.

? Do I need rubber boots? #first-steps
  It has rained for a week, and I am to come on Saturday.
> Yes. And a second pair of socks in the car.
"""
